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
  # what was compiled of it, by us or at a start of the system
  rm -f /var/cache/apparmor/*/"$name"
fi

if command -v update-desktop-database >/dev/null 2>&1 && [ -d /usr/share/applications ]; then
  update-desktop-database -q /usr/share/applications || true
fi

# Purged, the deb takes the files of this machine's people along, as ADMIN.md says; a removal leaves them. Each folder is removed with the
# rights of the person whose it is: whatever a link leads to, root is lent to nobody. What runs with these rights, that person may stop and
# take over: it gets a session of its own, nothing of root's terminal or environment, and a minute. Accounts of a directory
# service are not looked for, and keychain entries are the keychain's.
if [ "$1" = purge ]; then
  getent -s files passwd | while IFS=: read -r account password uid gid comment home shell; do
    case "$uid$gid" in '' | *[!0-9]*) continue ;; esac
    if [ "$uid" -lt 1000 ] || [ "$uid" -ge 60000 ]; then continue; fi
    case "$home" in /?*) ;; *) continue ;; esac
    timeout -s KILL 60 setsid --wait env -i PATH=/usr/bin:/bin \
      setpriv --reuid "$uid" --regid "$gid" --clear-groups --no-new-privs -- \
      sh -c 'if [ -d "$1" ] && [ ! -L "$1" ] && [ -O "$1" ]; then exec rm -rf -- "$1"; fi' sh "$home/.config/${sanitizedProductName}" \
      </dev/null >/dev/null 2>&1 || true
  done
fi
exit 0
