package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A place that is not this host and has a client of PostgreSQL: another host, or a container on Docker's own bridge. Both
 * are containers; another host's has a network namespace without Docker in it and a cable to this one.
 *
 * @param cable to another host; empty for a container
 * @param host an address of this host that the visitor can ask
 * @param own the visitor's, from which it asks there
 * @param host6 the same as {@code host} in IPv6; empty for a container
 */
record Visitor(String name, String cable, String host, String own, String host6) implements AutoCloseable {
    /** Addresses out of the range for tests (RFC 2544, appendix C.2.2) and that for documentation (RFC 3849). */
    static Visitor onAnotherHost(TinyStack stack) {
        var random = ThreadLocalRandom.current();
        int net = random.nextInt(256);
        int part = 4 * random.nextInt(64);
        var cable = "berth-it" + Integer.toString(256 * net + part, 36);
        var six = "2001:db8:" + Integer.toHexString(256 * net + part + 1) + "::";
        var name = start(stack, "neighbour", "none");
        var visitor = new Visitor(
                name, cable, "198.19." + net + "." + (part + 1), "198.19." + net + "." + (part + 2), six + "1");
        try {
            visitor.plugIn(six + "2");
            return visitor;
        } catch (RuntimeException | Error e) {
            visitor.close();
            throw e;
        }
    }

    static Visitor inAContainer(TinyStack stack) {
        var name = start(stack, "caller", "bridge");
        return new Visitor(
                name,
                "",
                Shell.docker("inspect", "-f", "{{.NetworkSettings.Gateway}}", name),
                Shell.docker("inspect", "-f", "{{.NetworkSettings.IPAddress}}", name),
                "");
    }

    private static String start(TinyStack stack, String role, String network) {
        var name = stack.project() + "-" + role;
        Shell.docker(
                "run", "-d", "--name", name, "--network", network, stack.first().image(), "sleep", "300");
        return name;
    }

    private void plugIn(String own6) {
        var pid = Shell.docker("inspect", "-f", "{{.State.Pid}}", name);
        Shell.run("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", pid);
        Shell.run("ip", "addr", "add", host + "/30", "dev", cable);
        Shell.run("ip", "addr", "add", host6 + "/64", "dev", cable, "nodad");
        Shell.run("ip", "link", "set", cable, "up");
        Shell.run("nsenter", "-t", pid, "-n", "ip", "addr", "add", own + "/30", "dev", "eth0");
        Shell.run("nsenter", "-t", pid, "-n", "sysctl", "-qw", "net.ipv6.conf.eth0.disable_ipv6=0");
        Shell.run("nsenter", "-t", pid, "-n", "ip", "addr", "add", own6 + "/64", "dev", "eth0", "nodad");
        Shell.run("nsenter", "-t", pid, "-n", "ip", "link", "set", "eth0", "up");
    }

    /** From now on another host takes loopback for something that this one is the way to. */
    Visitor sendsLoopbackByWire() {
        var pid = Shell.docker("inspect", "-f", "{{.State.Pid}}", name);
        Shell.run("nsenter", "-t", pid, "-n", "ip", "addr", "flush", "dev", "lo");
        Shell.run("nsenter", "-t", pid, "-n", "sysctl", "-qw", "net.ipv4.conf.eth0.route_localnet=1");
        Shell.run("nsenter", "-t", pid, "-n", "ip", "route", "add", "127.0.0.0/8", "via", host, "src", own);
        return this;
    }

    /** The address that the database sees, which must answer. */
    String seenAs(String at, int port) {
        var answer = ask(at, port);
        assertThat(answer.code()).as("%s:%d: %s", at, port, answer.said()).isZero();
        return answer.said();
    }

    boolean isAnswered(String at, int port) {
        var answer = ask(at, port);
        assertThat(answer.code() == 0 || answer.said().contains("connection to server at"))
                .as(answer.said())
                .isTrue();
        return answer.code() == 0;
    }

    private Shell.Result ask(String at, int port) {
        var psql = List.of("psql", "-h", at, "-p", String.valueOf(port), "-U", "postgres", "-tAc");
        var words = new ArrayList<>(List.of("docker", "exec", "-e", "PGCONNECT_TIMEOUT=3", name));
        words.addAll(psql);
        words.addAll(List.of("select inet_client_addr()", "postgres"));
        return Shell.attempt(words.toArray(String[]::new));
    }

    /** From now on four clients ask an old port, each with a new connection every time, until the visitor goes. */
    Visitor keepsAsking(int port) {
        var load =
                "echo 'select 1' > /tmp/ask.sql; exec pgbench -n -C -c 4 -j 4 -T 120 -P 1 -f /tmp/ask.sql -U postgres -h "
                        + host + " -p " + port + " postgres > /tmp/asked 2>&1";
        Shell.docker("exec", "-d", name, "sh", "-c", load);
        await().atMost(Duration.ofSeconds(20)).until(() -> asked().contains("progress: "));
        return this;
    }

    void assertWasNeverRefused() {
        assertThat(asked())
                .doesNotContain("aborted", "failed:", "refused", "FATAL")
                .contains("progress: ");
        assertThat(Shell.docker("top", name)).as(asked()).contains("pgbench");
    }

    private String asked() {
        return Shell.attempt("docker", "exec", name, "cat", "/tmp/asked").said();
    }

    @Override
    public void close() {
        if (!cable.isEmpty()) {
            Shell.attempt("ip", "link", "del", cable);
        }
        Shell.attempt("docker", "rm", "-f", name);
    }
}
