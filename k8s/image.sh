#!/bin/sh
# Used by the Dockerfile: builds one module and lays out what its image runs.
#   k8s/image.sh MODULE DIRECTORY
# DIRECTORY gets lib/ with every jar, java.args with the class path and the main class, and the
# files that the module reads.
set -eu
module=$1
app=$2
maven="mvn -B -q"

[ -n "$module" ] && [ -f "$module/pom.xml" ] || {
    echo "Expected a module of this project in --build-arg MODULE=…, but found '$module'." >&2
    exit 1
}
mkdir -p "$app/lib"

case "$module" in
connect-elasticsearch)
    $maven -am -pl "$module" -DskipTests -DskipITs install
    cp "$module"/target/worker/lib/*.jar "$app/lib/"
    cp -r connect-config "$app/"
    ;;
incident-api)
    # With the console, which it serves when it finds it on its class path.
    $maven -am -pl "$module,console" -DskipTests -DskipITs install
    cp console/target/console-*.jar "$app/lib/"
    ;;
*)
    $maven -am -pl "$module" -DskipTests -DskipITs install
    ;;
esac

if [ "$module" != connect-elasticsearch ]; then
    $maven -pl "$module" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$app/lib"
    cp "$module/target/$module"-*.jar "$app/lib/"
fi

main=$(jar tf "$(ls "$app/lib/$module"-*.jar)" | grep '/Main\.class$' | tr / . | sed 's/\.class$//')
printf -- '-cp\n%s/lib/*\n%s\n' "$app" "$main" >"$app/java.args"
