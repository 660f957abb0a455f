package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Alias;
import dev.berth.observe.NetFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortConnectionsTest {
    private static final String TRACKED = "ipv4     2 tcp      6 431999 ";
    private static final String END = " [ASSURED] mark=0 zone=0 use=2\n";
    private static final String DIRECT =
            " src=127.0.0.1 dst=127.0.0.1 sport=40112 dport=5432 src=127.0.0.1 dst=127.0.0.1 sport=5432 dport=40112";

    @TempDir
    Path proc;

    @Test
    void anOpenConnectionCounts() throws IOException {
        write("nf_conntrack", TRACKED + "ESTABLISHED" + DIRECT + END);

        assertThat(to(5432)).isEqualTo(1);
        assertThat(to(5433)).isZero();
    }

    @Test
    void aConnectionThatIsBeingOpenedCounts() throws IOException {
        write("nf_conntrack", TRACKED + "SYN_RECV" + DIRECT + END);

        assertThat(to(5432)).isEqualTo(1);
    }

    @Test
    void aClosedConnectionDoesNot() throws IOException {
        write("nf_conntrack", TRACKED + "TIME_WAIT" + DIRECT + END);

        assertThat(to(5432)).isZero();
    }

    @Test
    void whatDockerPassesOnCountsOnceAtTheHostsPort() throws IOException {
        write(
                "nf_conntrack",
                TRACKED + "ESTABLISHED src=192.0.2.7 dst=127.0.0.1 sport=40112 dport=5432"
                        + " src=172.17.0.2 dst=192.0.2.7 sport=5432 dport=40112" + END
                        + TRACKED + "ESTABLISHED src=172.17.0.1 dst=172.17.0.2 sport=40113 dport=5432"
                        + " src=172.17.0.2 dst=172.17.0.1 sport=5432 dport=40113" + END);

        assertThat(to(5432)).isEqualTo(1);
    }

    @Test
    void anAliasCountsWhereItLeads() throws IOException {
        write(
                "nf_conntrack",
                TRACKED + "ESTABLISHED src=127.0.0.1 dst=127.0.0.1 sport=40112 dport=5432"
                        + " src=127.0.0.1 dst=127.0.0.1 sport=7000 dport=40112" + END);

        assertThat(to(7000)).isEqualTo(1);
    }

    @Test
    void whomDockerLeadsOnFromAnOldPortCountsWhereThatLeads() throws IOException {
        write(
                "nf_conntrack",
                TRACKED + "ESTABLISHED src=192.0.2.7 dst=127.0.0.1 sport=40112 dport=15432"
                        + " src=172.17.0.2 dst=192.0.2.7 sport=5432 dport=40112" + END);

        assertThat(to(7000)).isEqualTo(1);
        assertThat(to(7001)).isZero();
    }

    @Test
    void aClientIsWhereWhoeverAnswersItSeesIt() throws IOException {
        write(
                "nf_conntrack",
                TRACKED + "ESTABLISHED src=127.0.0.1 dst=127.0.0.1 sport=40112 dport=5432"
                        + " src=172.17.0.2 dst=172.17.0.1 sport=5432 dport=40200" + END);

        assertThat(connections().to(Set.of(5432)).places()).containsExactly(new TrackedFlow.Place("172.17.0.1", 40200));
    }

    @Test
    void berthsOwnQuestionsDoNot() throws IOException {
        write("nf_conntrack", TRACKED + "ESTABLISHED" + DIRECT.replaceFirst("127.0.0.1", "127.66.69.82") + END);

        assertThat(to(5432)).isZero();
    }

    @Test
    void noMoreDoThoseFromItsOwnPortsUnlessAnotherHostHasThem() throws IOException {
        var ours = DIRECT.replace("40112", "26000");
        var theirs = ours.replaceFirst("127.0.0.1", "192.0.2.77");
        write("nf_conntrack", TRACKED + "ESTABLISHED" + ours + END + TRACKED + "ESTABLISHED" + theirs + END);

        assertThat(to(5432)).isEqualTo(1);
    }

    @Test
    void withoutTrackingTheSocketsAreCounted() throws IOException {
        write("tcp", "header\n" + socket("0100007F:1538", "0100007F:9CB0"));
        write(
                "tcp6",
                "header\n" + socket("0000000000000000FFFF00000100007F:1538", "0000000000000000FFFF00000100007F:9CB1"));

        assertThat(to(5432)).isEqualTo(2);
    }

    @Test
    void theProcessAtTheOtherEndIsNamed() throws IOException {
        write("tcp", "header\n" + socket("0100007F:9CB0", "0100007F:1538"));
        var process = Files.createDirectories(proc.resolve("4711"));
        Files.writeString(process.resolve("comm"), "psql\n");
        Files.createSymbolicLink(Files.createDirectory(process.resolve("fd")).resolve("3"), Path.of("socket:[815]"));

        assertThat(connections().clients(Set.of(5432))).containsExactly("psql (pid 4711)");
    }

    private int to(int port) {
        return connections().to(connections().ways(port)).count();
    }

    private PortConnections connections() {
        var aliases = List.of(new Alias("", 15432, 7000), new Alias("", 15433, 7001));
        return new PortConnections(proc, () -> new NetFacts(Optional.empty(), aliases));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(Files.createDirectories(proc.resolve("net")).resolve(file), text);
    }

    private static String socket(String local, String peer) {
        return "   0: " + local + " " + peer + " 01 00000000:00000000 00:00000000 00000000     0        0 815 1\n";
    }
}
