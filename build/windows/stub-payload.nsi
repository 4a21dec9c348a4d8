# Stands in the stub where the app would be: a Windows program that starts, does nothing and ends.
Unicode true
Name "${PRODUCT_NAME}"
OutFile "${OUT_FILE}"
RequestExecutionLevel user
SilentInstall silent
Section
SectionEnd
