#!/bin/sh
# deb: remove, purge, upgrade and others; rpm: 0 when the last version goes, 1 at an upgrade.
set -e

name='${executable}'

case "$1" in
  upgrade | failed-upgrade | abort-install | abort-upgrade | disappear | 1) exit 0 ;;
esac

profile="/etc/apparmor.d/$name"
if [ -f "$profile" ]; then
  if apparmor_status --enabled >/dev/null 2>&1 && ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
    apparmor_parser --remove "$profile" || true
  fi
  rm -f "$profile"
fi

if command -v update-desktop-database >/dev/null 2>&1 && [ -d /usr/share/applications ]; then
  update-desktop-database -q /usr/share/applications || true
fi
exit 0
