# A small installer with the names, registry keys and per-user folder of the real one, which electron-builder makes and which needs
# downloads. It is for a machine with Debian's nsis only: scripts/dist/windows-stub.mjs compiles, signs and verifies it, and with it
# installer.nsh, which both share. It holds no app.

Unicode true
!include LogicLib.nsh
!include FileFunc.nsh
!include installer.nsh

Name "${PRODUCT_NAME}"
OutFile "${OUT_FILE}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${APP_FILENAME}"
SetCompressor /SOLID lzma
BrandingText "${PRODUCT_NAME} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${PRODUCT_NAME}"
VIAddVersionKey "FileDescription" "${PRODUCT_NAME} installer stub"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "${PRODUCT_NAME}"

# The uninstaller lies on the user's disk afterwards, so it is signed before it is packed; the installer when it is whole.
!uninstfinalize '${SIGN} "%1"' = 0
!finalize '${SIGN} "%1"' = 0

!define UNINSTALLER "Uninstall ${PRODUCT_FILENAME}.exe"
!define INSTALL_KEY "Software\${APP_GUID}"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP_GUID}"

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

Section
  SetShellVarContext current
  SetOutPath "$INSTDIR"
  File "/oname=${APP_EXECUTABLE_FILENAME}" "${PAYLOAD}"
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  CreateShortcut "$SMPROGRAMS\${PRODUCT_NAME}.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"

  WriteRegStr SHELL_CONTEXT "${INSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHELL_CONTEXT "${UNINSTALL_KEY}" "DisplayName" "${PRODUCT_NAME} ${VERSION}"
  WriteRegStr SHELL_CONTEXT "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHELL_CONTEXT "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}" /currentuser'
  WriteRegStr SHELL_CONTEXT "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /currentuser /S'
  WriteRegDWORD SHELL_CONTEXT "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHELL_CONTEXT "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHELL_CONTEXT "${UNINSTALL_KEY}" "EstimatedSize" $0
  !insertmacro customInstall
SectionEnd

Section Uninstall
  SetShellVarContext current
  !insertmacro customUnInstall
  Delete "$SMPROGRAMS\${PRODUCT_NAME}.lnk"
  Delete "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  Delete "$INSTDIR\${UNINSTALLER}"
  # what the user put there stays, and the folder with it
  RMDir "$INSTDIR"
  DeleteRegKey SHELL_CONTEXT "${UNINSTALL_KEY}"
  DeleteRegKey SHELL_CONTEXT "${INSTALL_KEY}"
SectionEnd
