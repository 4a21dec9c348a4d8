#!/bin/sh
# deb: called with configure; rpm: with 1 at the first installation and 2 at an upgrade. Both say what is installed now.
set -e

app='/opt/${sanitizedProductName}'
name='${executable}'

# Chromium's sandbox needs user namespaces. Only a kernel without them, or one that keeps them for root, gets the setuid helper.
forbids() { [ -r "$1" ] && [ "$(cat "$1")" = 0 ]; }
if [ ! -L /proc/self/ns/user ] || forbids /proc/sys/kernel/unprivileged_userns_clone || forbids /proc/sys/user/max_user_namespaces; then
  chmod 4755 "$app/chrome-sandbox"
else
  chmod 0755 "$app/chrome-sandbox"
fi

# Where AppArmor restricts user namespaces (Ubuntu 23.10 and later), this profile gives them to the app. An AppArmor that does
# not know the profile's version has no such restriction, and none of it is installed.
profile="$app/resources/apparmor-profile"
if [ -f "$profile" ] && apparmor_status --enabled >/dev/null 2>&1; then
  if apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
    install -m 0644 "$profile" "/etc/apparmor.d/$name"
    # an image that is put together in a chroot loads it at its own start
    if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
      apparmor_parser --replace --skip-cache "/etc/apparmor.d/$name" || true
    fi
  fi
fi

# so that tessera:// links and the icon are known at once
if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database -q /usr/share/applications || true
fi
if command -v gtk-update-icon-cache >/dev/null 2>&1; then
  gtk-update-icon-cache -q -t -f /usr/share/icons/hicolor || true
fi
exit 0
