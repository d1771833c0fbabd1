# One Dockerfile for every module. To build a module's image:
#   docker build --build-arg MODULE=bridge-http -t tocsin/bridge-http .
# MODULE: bridge-http, bridge-rabbit, topology, connect-elasticsearch or incident-api.

FROM node:22-slim AS node

FROM maven:3-eclipse-temurin-25 AS build
# The console, which incident-api serves, is built with Node.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /src
COPY . .
ARG MODULE
ENV MAVEN_OPTS=-Dmaven.repo.local=/cache/maven npm_config_cache=/cache/npm
RUN --mount=type=cache,target=/cache \
    sh k8s/image.sh "$MODULE" /app

FROM eclipse-temurin:25-jre
WORKDIR /app
COPY --from=build /app /app
# A number, so that Kubernetes can tell that it is not root.
USER 10001:10001
# The heap follows the container's limit. Out of memory ends the process, and Kubernetes starts it anew.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=65 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
# The arguments file names the class path and the module's main class.
ENTRYPOINT ["java", "@/app/java.args"]
