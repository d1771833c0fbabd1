#!/bin/sh
# Used by the Dockerfile: builds one module and lays out what its image runs.
#   k8s/image.sh MODULE DIRECTORY
# DIRECTORY gets lib/ with every jar, and java.args with the class path and the main class.
set -eu
module=$1
app=$2

[ -f "$module/pom.xml" ] || {
    echo "Expected a module of this project in --build-arg MODULE=…, but found '$module'." >&2
    exit 1
}
case "$module" in
incident-api) built="$module,console" ;;
*) built=$module ;;
esac

mvn -B -q -am -pl "$built" -DskipTests install
mvn -B -q -pl "$built" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$app/lib"
for part in $(echo "$built" | tr , ' '); do
    cp "$part/target/$part"-*.jar "$app/lib/"
done

main=$(jar tf "$app/lib/$module"-*.jar | grep '/Main\.class$' | tr / . | sed 's/\.class$//')
printf -- '-cp\n%s/lib/*\n%s\n' "$app" "$main" >"$app/java.args"
