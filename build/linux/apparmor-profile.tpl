# Debian and Ubuntu where unprivileged user namespaces are restricted: lets Chromium build its sandbox, and nothing else.
abi <abi/4.0>,
include <tunables/global>

profile "${executable}" "/opt/${sanitizedProductName}/${executable}" flags=(unconfined) {
  userns,

  include if exists <local/${executable}>
}
