package dev.tocsin.topology.normalize;

import static java.util.Map.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sigma's names for Windows channels and for the kinds of events in them. */
final class WindowsLogSource {
    private static final String OPERATIONAL = "/operational";
    private static final String PREFIX = "microsoft-windows-";

    /** Services whose name is not simply the channel's. */
    private static final Map<String, String> SERVICES =
            Map.ofEntries(
                    entry("windows powershell", "powershell-classic"),
                    entry("powershellcore/operational", "powershell"),
                    entry("microsoft-windows-windows defender/operational", "windefend"),
                    entry("microsoft-windows-wmi-activity/operational", "wmi"),
                    entry("microsoft-windows-dhcp-server/operational", "dhcp"),
                    entry("microsoft-windows-ldap-client/debug", "ldap"),
                    entry("microsoft-windows-lsa/operational", "lsa-server"),
                    entry("microsoft-windows-dns client events/operational", "dns-client"),
                    entry("microsoft-windows-printservice/admin", "printservice-admin"),
                    entry("microsoft-windows-printservice/operational", "printservice-operational"),
                    entry(
                            "microsoft-windows-codeintegrity/operational",
                            "codeintegrity-operational"),
                    entry(
                            "microsoft-windows-windows firewall with advanced security/firewall",
                            "firewall-as"),
                    entry("microsoft-windows-applocker/exe and dll", "applocker"),
                    entry("microsoft-windows-applocker/msi and script", "applocker"),
                    entry("microsoft-windows-applocker/packaged app-deployment", "applocker"),
                    entry("microsoft-windows-applocker/packaged app-execution", "applocker"),
                    entry("microsoft-windows-smbclient/security", "smbclient-security"),
                    entry("microsoft-windows-smbclient/connectivity", "smbclient-connectivity"),
                    entry("microsoft-windows-smbserver/connectivity", "smbserver-connectivity"),
                    entry("msexchange management", "msexchange-management"));

    private static final Map<Long, String> SYSMON =
            Map.ofEntries(
                    entry(1L, "process_creation"),
                    entry(2L, "file_change"),
                    entry(3L, "network_connection"),
                    entry(4L, "sysmon_status"),
                    entry(5L, "process_termination"),
                    entry(6L, "driver_load"),
                    entry(7L, "image_load"),
                    entry(8L, "create_remote_thread"),
                    entry(9L, "raw_access_thread"),
                    entry(10L, "process_access"),
                    entry(11L, "file_event"),
                    entry(12L, "registry_event"),
                    entry(13L, "registry_set"),
                    entry(14L, "registry_rename"),
                    entry(15L, "create_stream_hash"),
                    entry(16L, "sysmon_status"),
                    entry(17L, "pipe_created"),
                    entry(18L, "pipe_created"),
                    entry(19L, "wmi_event"),
                    entry(20L, "wmi_event"),
                    entry(21L, "wmi_event"),
                    entry(22L, "dns_query"),
                    entry(23L, "file_delete"),
                    entry(24L, "clipboard_change"),
                    entry(25L, "process_tampering"),
                    entry(26L, "file_delete_detected"),
                    entry(27L, "file_block_executable"),
                    entry(28L, "file_block_shredding"),
                    entry(29L, "file_executable_detected"),
                    entry(255L, "sysmon_error"));

    private static final Map<Long, String> POWERSHELL =
            Map.of(4103L, "ps_module", 4104L, "ps_script");

    private static final Map<Long, String> POWERSHELL_CLASSIC =
            Map.of(400L, "ps_classic_start", 600L, "ps_classic_provider_start");

    private WindowsLogSource() {}

    /** The service of a channel: {@code Microsoft-Windows-Sysmon/Operational} is {@code sysmon}. */
    static String service(String channel) {
        String folded = Texts.lower(channel);
        String known = SERVICES.get(folded);
        if (known != null) {
            return known;
        }
        String name = folded.startsWith(PREFIX) ? folded.substring(PREFIX.length()) : folded;
        return name.endsWith(OPERATIONAL)
                ? name.substring(0, name.length() - OPERATIONAL.length())
                : name;
    }

    /** The category of an event in a channel of that service, or null when Sigma has none. */
    static @Nullable String category(String service, long eventId) {
        return switch (service) {
            case "sysmon" -> SYSMON.get(eventId);
            case "security" -> eventId == 4688 ? "process_creation" : null;
            case "powershell" -> POWERSHELL.get(eventId);
            case "powershell-classic" -> POWERSHELL_CLASSIC.get(eventId);
            default -> null;
        };
    }
}
