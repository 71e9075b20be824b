"""People who do not exist practise by the real engine, so that everything can be tried with a whole cohort's data."""
