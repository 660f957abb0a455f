package dev.berth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.SimulatedSite;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RunTest {
    @Test
    void withoutWishesItAnswersOnLoopbackAlone() {
        var wish = RunCommand.wish("-f", "policies", "-f", "more.yaml");

        assertThat(wish.charge())
                .isEqualTo(new Keeper.Folders(
                        new Workplace.Request(
                                List.of(Path.of("policies"), Path.of("more.yaml")), Optional.empty(), Optional.empty()),
                        List.of()));
        assertThat(wish.host() + " " + wish.port() + " " + wish.json()).isEqualTo("127.0.0.1 7300 false");
    }

    @Test
    void otherHostsTellOfTheirPoliciesInTheirRecords() {
        var charge = RunCommand.wish("-f", "policies", "--records", "/mnt/a", "--records", "/mnt/b")
                .charge();

        assertThat(((Keeper.Folders) charge).records()).containsExactly(Path.of("/mnt/a"), Path.of("/mnt/b"));
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0:80,0.0.0.0,80", "[::1]:7301,::1,7301", "localhost:0,localhost,0"})
    void whereItAnswersCanBeSaid(String text, String host, int port) {
        var wish = RunCommand.wish("-f", "policies", "--http", text, "-o", "json");

        assertThat(wish.host()).isEqualTo(host);
        assertThat(wish.port()).isEqualTo(port);
        assertThat(wish.json()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"--kubernetes | ''", "--kubernetes --namespace dev --namespace stage | dev stage"})
    void aClusterIsKeptByNamespaces(String words, String namespaces) {
        var wish = RunCommand.wish(words.split(" "));

        assertThat(wish.charge())
                .isEqualTo(new Keeper.Cluster(Stream.of(namespaces.split(" "))
                        .filter(name -> !name.isEmpty())
                        .toList()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--kubernetes -f policies",
                "--namespace dev",
                "--namespace dev -f policies",
                "--state here",
                "",
                "--kubernetes --records /mnt/a"
            })
    void filesAndAClusterAreOneOrTheOther(String words) {
        var ran = new Desk(new SimulatedSite())
                .bare(Stream.concat(
                                Stream.of("run"), Stream.of(words.split(" ")).filter(word -> !word.isEmpty()))
                        .toArray(String[]::new));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("--kubernetes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7300", ":7300", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:http"})
    void whatIsNoPlaceToAnswerAtIsWrongUsage(String text) {
        var ran = new Desk(new SimulatedSite()).run("run", "--http", text);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("--http " + text + " is no HOST:PORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-host.invalid", "7:b"})
    void aHostThatNobodyKnowsIsWrongUsage(String host) {
        var ran = new Desk(new SimulatedSite()).run("run", "--http", host + ":7300");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("--http " + host + ":7300: no address can be found for “" + host + "”", "127.0.0.1:7300");
    }

    @Test
    void aDaemonIsGivenTheAddressOfAHostThatIsNamed() throws UnknownHostException {
        var wishes = new ArrayList<Keeper.Wish>();
        var command = new RunCommand(wish -> {
            wishes.add(wish);
            return 0;
        });

        new CommandLine(command).execute("-f", "policies", "--http", "localhost:0");

        assertThat(wishes)
                .extracting(Keeper.Wish::host)
                .containsExactly(InetAddress.getByName("localhost").getHostAddress());
    }

    @Test
    void aClassPathWithoutADaemonSaysHowToStartOne() {
        var ran = new Desk(new SimulatedSite()).run("run");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("start it with deploy/berth run");
    }
}
