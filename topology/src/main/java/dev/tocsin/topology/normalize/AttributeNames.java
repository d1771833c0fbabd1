package dev.tocsin.topology.normalize;

/**
 * What attributes and labels are called that senders add to lines, and what they say in ECS: the
 * names of ECS itself, those of OpenTelemetry's semantic conventions, and the plain ones of
 * shippers of containers and of syslog.
 */
final class AttributeNames {
    /** The names of ECS and of the semantic conventions, the old ones too. */
    static final FieldMap DOTTED =
            FieldMap.builder()
                    .text("event.action", "event.action", "event.name")
                    .texts("event.category", "event.category")
                    .texts("event.type", "event.type")
                    .outcome("event.outcome")
                    .text("event.code", "event.code")
                    .text("event.module", "event.module")
                    .text("event.dataset", "event.dataset")
                    .text("event.reason", "event.reason")
                    .text("event.original", "event.original", "log.record.original")
                    .text("service.name", "service.name")
                    .text("service.version", "service.version")
                    .text(
                            "service.environment",
                            "service.environment",
                            "deployment.environment.name",
                            "deployment.environment")
                    .text("service.node.name", "service.node.name", "service.instance.id")
                    .text("host.name", "host.name")
                    .text("host.id", "host.id")
                    .ips("host.ip", "host.ip")
                    .text("host.architecture", "host.architecture", "host.arch")
                    .lower("host.os.type", "host.os.type", "os.type")
                    .text("host.os.name", "host.os.name", "os.name")
                    .text("host.os.version", "host.os.version", "os.version")
                    .account("user", "user.name", "enduser.id")
                    .text("user.id", "user.id")
                    .text("user.email", "user.email")
                    .text("user.domain", "user.domain")
                    .texts("user.roles", "user.roles")
                    .endpoint("source", "source.ip", "source.address")
                    .number("source.port", "source.port")
                    .endpoint("destination", "destination.ip", "destination.address")
                    .number("destination.port", "destination.port")
                    .endpoint(
                            "client",
                            "client.ip",
                            "client.address",
                            "http.client_ip",
                            "network.peer.address",
                            "net.sock.peer.addr",
                            "net.peer.ip")
                    .number("client.port", "client.port", "network.peer.port", "net.peer.port")
                    .endpoint("server", "server.ip", "server.address", "net.host.name")
                    .number("server.port", "server.port", "net.host.port")
                    .lower("network.transport", "network.transport", "net.transport")
                    .lower("network.protocol", "network.protocol.name", "network.protocol")
                    .text("http.request.method", "http.request.method", "http.method")
                    .number(
                            "http.response.status_code",
                            "http.response.status_code",
                            "http.status_code")
                    .text("url.full", "url.full", "http.url")
                    .text("url.path", "url.path", "http.target")
                    .text("url.query", "url.query")
                    .text("url.domain", "url.domain")
                    .text("url.scheme", "url.scheme", "http.scheme")
                    .text("user_agent.original", "user_agent.original", "http.user_agent")
                    .number("process.pid", "process.pid")
                    .number("process.parent.pid", "process.parent.pid", "process.parent_pid")
                    .text("process.executable", "process.executable", "process.executable.path")
                    .text("process.name", "process.name", "process.executable.name")
                    .text("process.command_line", "process.command_line")
                    .texts("process.args", "process.args", "process.command_args")
                    .text("process.user.name", "process.user.name", "process.owner")
                    .number("process.thread.id", "process.thread.id", "thread.id")
                    .text("process.thread.name", "process.thread.name", "thread.name")
                    .text("file.path", "file.path")
                    .text("file.name", "file.name")
                    .text("log.file.path", "log.file.path")
                    .text("log.logger", "log.logger")
                    .text("log.origin.file.name", "log.origin.file.name", "code.file.path")
                    .number("log.origin.file.line", "log.origin.file.line", "code.line.number")
                    .text("error.type", "error.type", "exception.type")
                    .text("error.message", "error.message", "exception.message")
                    .text("error.stack_trace", "error.stack_trace", "exception.stacktrace")
                    .text("container.id", "container.id")
                    .text("container.name", "container.name", "k8s.container.name")
                    .text("container.image.name", "container.image.name")
                    .text("orchestrator.namespace", "orchestrator.namespace", "k8s.namespace.name")
                    .text(
                            "orchestrator.cluster.name",
                            "orchestrator.cluster.name",
                            "k8s.cluster.name")
                    .text(
                            "orchestrator.resource.name",
                            "orchestrator.resource.name",
                            "k8s.pod.name")
                    .text("cloud.provider", "cloud.provider")
                    .text("cloud.region", "cloud.region")
                    .text("cloud.availability_zone", "cloud.availability_zone")
                    .text("cloud.account.id", "cloud.account.id")
                    .text("dns.question.name", "dns.question.name")
                    .text("trace.id", "trace.id")
                    .text("span.id", "span.id")
                    .build();

    /** The names that need no dots: of labels, and of fields that are added to lines. */
    static final FieldMap PLAIN =
            FieldMap.builder()
                    .text("host.name", "host", "hostname", "node_name", "nodename", "host_name")
                    .text(
                            "process.name",
                            "process_name",
                            "syslog_identifier",
                            "identifier",
                            "program",
                            "appname",
                            "app_name",
                            "application_name")
                    .number("process.pid", "process_id", "proc_id", "procid", "pid")
                    .text("service.name", "service_name", "service", "app")
                    .text("container.id", "container_id")
                    .text("container.name", "container_name", "container")
                    .text("container.image.name", "image_name")
                    .text("orchestrator.namespace", "k8s_namespace_name", "namespace")
                    .text("orchestrator.cluster.name", "k8s_cluster_name", "cluster")
                    .text("orchestrator.resource.name", "k8s_pod_name", "pod")
                    .text("log.file.path", "filename")
                    .text("log.logger", "logger", "logger_name", "LoggerName")
                    .text("process.thread.name", "thread_name", "thread", "threadName")
                    .account("user", "user_name", "username", "user")
                    .endpoint("source", "source_ip", "src_ip", "client_ip", "remote_addr")
                    .number("source.port", "source_port", "src_port")
                    .endpoint("destination", "destination_ip", "dest_ip", "dst_ip")
                    .number("destination.port", "destination_port", "dest_port", "dst_port")
                    .text("user_agent.original", "user_agent", "http_user_agent")
                    .text("organization.id", "__tenant_id__")
                    .text("trace.id", "trace_id", "traceID", "traceid")
                    .text("span.id", "span_id", "spanID", "spanid")
                    .build();

    private AttributeNames() {}
}
