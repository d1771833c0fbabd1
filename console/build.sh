#!/bin/sh
# What Maven runs for the console: `build.sh build` or `build.sh test`. Does only what is due: npm
# installs when package-lock.json changed, Vite bundles when a source changed.
set -eu
cd "$(dirname "$0")"
bundle=target/classes/console

fail() {
    echo "console: $1" >&2
    exit 1
}

check_tools() {
    for tool in node npm; do
        command -v "$tool" >/dev/null || fail "Expected $tool on the PATH to build the console, but it is not there. Install Node.js 20.19 or newer (it brings npm), or leave the console out: mvn -pl '!console' …"
    done
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
        fail "Expected Node.js 20.19 or newer, but $(node --version) was found. Install a newer one and put it first on the PATH."
}

# Whether $1 is there and nothing among the rest is newer.
fresh() {
    stamp=$1
    shift
    [ -e "$stamp" ] && [ -z "$(find "$@" -newer "$stamp" -type f 2>/dev/null | head -n 1)" ]
}

install() {
    fresh node_modules/.installed package-lock.json package.json .npmrc && return
    echo "console: installing packages"
    npm ci --no-progress --loglevel=error
    touch node_modules/.installed
}

case "${1:-}" in
build)
    fresh target/.bundled src public index.html package-lock.json vite.config.ts tsconfig.json &&
        [ -f "$bundle/index.html" ] && exit 0
    check_tools
    install
    mkdir -p target
    touch target/.bundling
    npm run --silent build
    mv target/.bundling target/.bundled
    ;;
test)
    check_tools
    install
    npm run --silent test
    ;;
*)
    fail "Expected build or test, but '${1:-}' was given"
    ;;
esac
