# shellcheck shell=bash disable=SC2034
# What ./run and ./test both need before they start: system packages, a virtual environment
# with exactly the pinned Python packages, and the files the portal serves.
# Sourced, from the root of the repository; every function stops the script when it fails.

VENV="${VENV:-.venv}"
RUN_SYSTEM_PACKAGES=(python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
  fonts-dejavu-core gettext)
TEST_SYSTEM_PACKAGES=(postgresql chromium firefox-esr libatomic1 poppler-utils tidy)

say() { printf '%s\n' "$@"; }

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# --- system packages -------------------------------------------------------------------

# What does a package's work may have come another way: another Python, a browser of one's own.
has_system_package() {
  case "$1" in
    python3-venv) "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null ;;
    postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ;;
    chromium) [[ -x "${CHROMIUM:-/usr/bin/chromium}" ]] ;;
    firefox-esr) [[ -x "${FIREFOX:-/usr/bin/firefox-esr}" ]] ;;
    *) [[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]] ;;
  esac
}

as_root() {
  if [[ "$(id -u)" == 0 ]]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

may_install() {
  command -v apt-get >/dev/null && as_root true 2>/dev/null
}

# Tests start a PostgreSQL of their own; the one Debian starts by itself would only stand about.
no_main_cluster() {
  local settings=/etc/postgresql-common/createcluster.conf
  grep -qs '^create_main_cluster' "$settings" && return
  as_root mkdir -p "${settings%/*}"
  say 'create_main_cluster = false' | as_root tee -a "$settings" >/dev/null
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 \
    -o Dpkg::Use-Pty=0 "$@" </dev/null >/dev/null
}

install_system_packages() {
  say "Installing system packages: $*"
  case " $* " in *' postgresql '*) no_main_cluster ;; esac
  apt_get update || say 'apt-get update failed; trying with the lists that are there.' >&2
  apt_get install --no-install-recommends "$@" || fail "apt-get could not install: $*"
}

need_system_packages() {
  local package missing=()
  for package in "$@"; do
    has_system_package "$package" || missing+=("$package")
  done
  if ((${#missing[@]} == 0)); then return; fi
  may_install || fail "Missing system packages: ${missing[*]}" \
    "Install them, for example with: sudo apt-get install --no-install-recommends ${missing[*]}"
  install_system_packages "${missing[@]}"
}

# --- Python ----------------------------------------------------------------------------

need_python() {
  PYTHON="${PYTHON:-python3}"
  command -v "$PYTHON" >/dev/null || fail "There is no $PYTHON; the portal needs Python 3.11 or newer."
  "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail \
    "The portal needs Python 3.11 or newer; $PYTHON is $("$PYTHON" --version)." \
    'Name a newer one with PYTHON, for example: PYTHON=python3.12 ./run'
}

# An environment without pip was interrupted while it was made, or lost its Python.
need_venv() {
  "$VENV/bin/python" -m pip --version >/dev/null 2>&1 && return
  say "Making the virtual environment $VENV"
  rm -f "$VENV"/.installed-*
  "$PYTHON" -m venv "$VENV"
}

# need_requirements run|dev: installs only when the file or the Python changed since the last time.
need_requirements() {
  local requirements="requirements/$1.txt" stamp="$VENV/.installed-$1" wanted
  wanted="$("$VENV/bin/python" --version) $(sha256sum <"$requirements")"
  if [[ -f "$stamp" && "$(<"$stamp")" == "$wanted" ]]; then return; fi
  say "Installing $requirements into $VENV (a minute or two the first time)"
  "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes -r "$requirements"
  say "$wanted" >"$stamp"
}

# --- Django ----------------------------------------------------------------------------

manage() { "$VENV/bin/python" manage.py "$@"; }

# Pages name static files by their hash, so the manifest must be there before the first page;
# the catalogs come first because translated scripts may be among those files.
prepare_files() {
  if compgen -G 'locale/*/LC_MESSAGES/*.po' >/dev/null; then
    manage compilemessages --verbosity 0 --ignore .venv --ignore "$(basename "$VENV")"
  fi
  manage collectstatic --noinput --verbosity 0
}
