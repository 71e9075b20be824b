"""The page on which phones vote: a few KB, nothing from elsewhere, with and without JavaScript.

With JavaScript the part inside `main` is asked for each second and put in place when it has changed; without, the page
is loaded anew. Either way the same part is written here, once.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from html import escape
from typing import TypeVar

from trainer.wording import Text, Wording
from trainer.workshop.ballot import Phase, Question, Seen

T = TypeVar("T")

_LANGUAGE_NAMES = {"fi": "Suomi", "en": "English"}
# Colours of the design; contrast of text is at least 4.5, of outlines 3.
_STYLE = (
    ":root{color-scheme:light dark;--paper:#faf8f5;--ink:#1c2321;--ink2:#4a534f;--edge:#8a8377;--accent:#0f5b55;"
    "--on:#fff;--soft:#ddece8;--clay:#f9e8de}"
    "@media(prefers-color-scheme:dark){:root{--paper:#151918;--ink:#f2efe9;--ink2:#c6ccc7;--edge:#7b8682;"
    "--accent:#6fc8ba;--on:#0b1d1a;--soft:#1d3d38;--clay:#3a2920}}"
    "*{box-sizing:border-box}"
    "body{margin:0 auto;max-width:40rem;padding:1rem;background:var(--paper);color:var(--ink);"
    "font:1.125rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}"
    "header{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.5rem 1rem}"
    "a{color:var(--accent);padding:.5rem 0}"
    "h1{font-size:1.375rem;line-height:1.3;margin:1rem 0 .75rem}"
    ".line{background:var(--clay);padding:.75rem 1rem;border-radius:.25rem .75rem .75rem;margin:1rem 0}"
    "button,input{font:inherit;color:inherit;width:100%;min-height:3.5rem;padding:.625rem 1rem;margin:0 0 .75rem;"
    "border:2px solid var(--edge);border-radius:.75rem;background:transparent;text-align:left}"
    "button{cursor:pointer}button b{margin-right:.75rem}"
    "button[aria-pressed=true]{background:var(--soft);border-color:var(--accent);"
    "box-shadow:inset 0 0 0 2px var(--accent)}"
    ".go{background:var(--accent);color:var(--on);border-color:var(--accent);text-align:center}"
    ":focus-visible{outline:3px solid var(--accent);outline-offset:3px}"
    ".told{color:var(--ink2)}"
    "#news{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
)
# `redirect: manual`, since what the answer leads to is asked for anyway.
_SCRIPT = (
    '(()=>{const m=document.getElementById("main"),n=document.getElementById("news"),q=location.search;'
    'let tag="",lost=false;'
    "const say=t=>{if(n.textContent!==t)n.textContent=t};"
    'const news=()=>{const e=m.querySelector("[data-news]");say(e?e.textContent:"")};'
    "const show=h=>{const f=document.activeElement?document.activeElement.id:'';m.innerHTML=h;"
    "const e=f&&document.getElementById(f);if(e)e.focus();news()};"
    'const miss=()=>{if(lost)return;lost=true;tag="";const p=document.createElement("p");p.className="told";'
    "p.textContent=m.dataset.lost;m.append(p);say(m.dataset.lost)};"
    'const look=async()=>{try{const r=await fetch("state"+q,{cache:"no-store",headers:tag?{"If-None-Match":tag}:{}});'
    "if(r.status===200){const h=await r.text();lost=false;tag=r.headers.get('ETag')||'';show(h)}"
    "else if(r.status!==304&&r.status!==429)miss()}catch{miss()}};"
    'm.addEventListener("click",async e=>{const b=e.target.closest("button[name=choice]");if(!b)return;'
    "e.preventDefault();const d=new URLSearchParams({round:b.form.elements.round.value,choice:b.value});"
    'try{await fetch("vote"+q,{method:"POST",body:d,redirect:"manual"})}catch{}tag="";await look()});'
    "const again=()=>setTimeout(async()=>{await look();again()},1000);news();again()})()"
)


def _source(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


SECURITY_POLICY = (
    f"default-src 'none'; style-src {_source(_STYLE)}; script-src {_source(_SCRIPT)}; connect-src 'self'; "
    "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_WAITING = Text("The vote has not opened yet. The replies will appear here.")
_CLOSED = Text("The vote is closed. Look at the screen; the next one will appear here.")
_OVER = Text("The workshop is over. Thank you for taking part.")


def vote_page(seen: Seen, wording: Wording) -> str:
    """The whole page of a phone, in the wording's language."""
    script = f"<script>{_SCRIPT}</script>"
    # Without JavaScript the page would take what is being read or chosen away.
    still = seen.phase is Phase.OPEN and seen.chosen is None
    refresh = (
        "" if still or seen.phase is Phase.OVER else '<noscript><meta http-equiv="refresh" content="5"></noscript>'
    )
    again = escape(wording.t("Look again"))
    update = f'<noscript><p><a href="?lang={wording.language}">{again}</a></p></noscript>'
    return _page(wording, vote_part(seen, wording), head=refresh, foot=update + script)


def vote_part(seen: Seen, wording: Wording) -> str:
    """What changes on the page of a phone."""
    if seen.phase is Phase.OPEN and seen.question:
        return _open(seen.question, seen.chosen, wording)
    text = {Phase.WAITING: _WAITING, Phase.CLOSED: _CLOSED, Phase.OVER: _OVER}.get(seen.phase, _WAITING)
    own = ""
    if seen.phase is Phase.CLOSED and seen.question and seen.chosen:
        chosen = _texts(seen.question.choices, wording.language)[1][seen.chosen - 1]
        voted = escape(wording.t("You voted: {number}. {reply}", number=seen.chosen, reply=chosen))
        own = f"<p>{voted}</p>"
    return message_part(wording, text) + own


def code_page(wording: Wording, *, wrong: bool = False) -> str:
    """The page that asks for the code on the screen."""
    t = wording.t
    told, marked = "", ""
    if wrong:
        why = escape(t("No room has this code. Look at the screen and try again."))
        told = f'<p id="wrong" role="alert">{why}</p>'
        marked = ' aria-invalid="true" aria-describedby="wrong"'
    title, label, go_on = escape(t("Join the vote")), escape(t("Code on the screen")), escape(t("Go on"))
    return _page(
        wording,
        f"<h1>{title}</h1>{told}"
        f'<form action="/" method="get"><input type="hidden" name="lang" value="{wording.language}">'
        f'<label for="code">{label}</label>'
        '<input id="code" name="code" required maxlength="12" autocomplete="off" autocapitalize="characters"'
        f' spellcheck="false" autofocus{marked}>'
        f'<button class="go">{go_on}</button></form>',
    )


def message_page(wording: Wording, text: Text) -> str:
    """A page that says why something was not done, with the way back."""
    text_back = escape(wording.t("Back to the vote"))
    back = f'<p><a href="./?lang={wording.language}">{text_back}</a></p>'
    return _page(wording, message_part(wording, text) + back)


def message_part(wording: Wording, text: Text) -> str:
    """The same in place of what changes on the page."""
    return f"<h1 data-news>{escape(wording.say(text))}</h1>"


def _page(wording: Wording, part: str, *, head: str = "", foot: str = "") -> str:
    t, language = wording.t, wording.language
    others = "".join(
        f'<a href="?lang={key}" lang="{key}" hreflang="{key}">{name}</a>'
        for key, name in _LANGUAGE_NAMES.items()
        if key != language
    )
    lost = escape(t("The connection is lost. Trying again."))
    title, choose = escape(t("Vote")), escape(t("Language"))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title} – Repliikki</title><link rel="icon" href="data:,">{head}'
        f"<style>{_STYLE}</style></head><body>"
        f'<header><b>Repliikki</b><nav aria-label="{choose}">{others}</nav></header>'
        f'<main id="main" data-lost="{lost}">{part}</main><p id="news" role="status"></p>{foot}</body></html>'
    )


def _open(question: Question, chosen: int | None, wording: Wording) -> str:
    t = wording.t
    line = _texts(question.line, wording.language)
    language, choices = _texts(question.choices, wording.language)
    lang = "" if language == wording.language else f' lang="{language}"'
    buttons = "".join(
        f'<button id="c{number}" name="choice" value="{number}" aria-pressed="{str(number == chosen).lower()}">'
        f"<b>{number}</b><span{lang}>{escape(text)}</span></button>"
        for number, text in enumerate(choices, 1)
    )
    heading = t("Vote again: what do you say?") if question.again else t("What do you say?")
    told = t("Tap the reply you would give.")
    if chosen:
        told = t("Your vote is {number}. You can change it until the vote closes.", number=chosen)
    return (
        f'<p class="line"{lang}>{escape(line[1])}</p><h1 id="ask">{escape(heading)}</h1>'
        f'<form action="vote?lang={wording.language}" method="post" aria-labelledby="ask">'
        f'<input type="hidden" name="round" value="{question.key}">{buttons}</form>'
        f'<p class="told" data-news>{escape(told)}</p>'
    )


def _texts(texts: Mapping[str, T], language: str) -> tuple[str, T]:
    """The texts in this language, else in the first there is; and which that is."""
    return (language, texts[language]) if language in texts else next(iter(texts.items()))
