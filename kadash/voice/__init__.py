"""What customers said in surveys: questionnaire, importance of the drivers, what to mend first; tables in and out."""
