# What electron-builder's own installer script leaves to the app: links of the form tessera://. electron-builder registers them on
# macOS and Linux only. SHELL_CONTEXT is the user's part of the registry, or the machine's, as the installation is.

!if "${APP_ID}" == "app.tessera.desktop.test"
  !define LINK_SCHEME "tessera-test"
!else
  !define LINK_SCHEME "tessera"
!endif
!define LINK_KEY "Software\Classes\${LINK_SCHEME}"
# -- so that nothing in a link can be a switch; shell/link-registration.ts writes the same
!define LINK_COMMAND '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'

!macro customInstall
  WriteRegStr SHELL_CONTEXT "${LINK_KEY}" "" "URL:${PRODUCT_NAME} links"
  WriteRegStr SHELL_CONTEXT "${LINK_KEY}" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "${LINK_KEY}\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "${LINK_KEY}\shell\open\command" "" '${LINK_COMMAND}'
!macroend

# Another program may have taken the links over: then they are not ours to remove.
!macro customUnInstall
  ReadRegStr $0 SHELL_CONTEXT "${LINK_KEY}\shell\open\command" ""
  StrCmp $0 '${LINK_COMMAND}' 0 +2
    DeleteRegKey SHELL_CONTEXT "${LINK_KEY}"
!macroend
