; The Windows installer, for one user and without administrator's rights. Made by build.py, which defines VERSION,
; PROGRAM (the folder of the frozen program), ICON and OUTPUT.
; Not tried: it compiles, but no Windows was at hand to run it on.

Unicode true
SetCompressor /SOLID lzma
!include MUI2.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Repliikki"
!define TYPE "Repliikki.Sessions"

Name "Repliikki"
OutFile "${OUTPUT}/repliikki-${VERSION}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\Repliikki"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
RequestExecutionLevel user
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\repliikki.exe"

!insertmacro MUI_PAGE_LICENSE "${PROGRAM}/NOTICE.txt"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Finnish"

LangString TYPE_NAME ${LANG_ENGLISH} "Repliikki sessions"
LangString TYPE_NAME ${LANG_FINNISH} "Repliikki-istuntoja"

Section
  ; Files of an older version that the new one no longer has would be loaded all the same.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${PROGRAM}/*"
  File "/oname=repliikki.ico" "${ICON}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Repliikki.lnk" "$INSTDIR\repliikki.exe" "" "$INSTDIR\repliikki.ico"

  WriteRegStr HKCU "${KEY}" "DisplayName" "Repliikki"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\repliikki.ico"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1

  ; A file of sessions is taken in where its owner can read what came of it.
  WriteRegStr HKCU "Software\Classes\.repliikki" "" "${TYPE}"
  WriteRegStr HKCU "Software\Classes\${TYPE}" "" "$(TYPE_NAME)"
  WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\repliikki.ico"
  WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" \
    'cmd.exe /c ""$INSTDIR\repliikki.exe" import "%1" & pause"'
SectionEnd

Section "Uninstall"
  ; Only what was installed: people may have put files of their own beside it. Their data lies elsewhere, and stays.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\repliikki.exe"
  Delete "$INSTDIR\repliikki.ico"
  Delete "$INSTDIR\NOTICE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Repliikki.lnk"
  DeleteRegKey HKCU "${KEY}"
  DeleteRegKey HKCU "Software\Classes\${TYPE}"
  DeleteRegKey HKCU "Software\Classes\.repliikki"
SectionEnd
