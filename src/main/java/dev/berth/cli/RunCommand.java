package dev.berth.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Stays and keeps the databases of many policies in their berths. */
@Command(
        name = "run",
        description = "Stay: watch policies and what they are about, and keep every database in its berth.",
        footer = {
            "",
            "It moves by itself what mode: Enforce lets it; mode: Plan waits for berth apply --approve.",
            "-o json writes its log to stderr as one JSON document a line.",
            "Exit codes: 143 ended by TERM, 130 by Ctrl-C, 129 by HUP, 2 wrong usage,",
            "  3 another daemon has the state folder, or somebody else the address of --http.",
            "With --kubernetes it keeps the policies of a cluster, by the usual kubeconfig or in a pod; of several",
            "that run, one leads: POD_NAMESPACE says where its Lease is (berth-system), POD_NAME what it is called.",
            "Example: berth run -f /etc/berth --state /var/lib/berth",
            "Example: berth run -f /etc/berth --records /mnt/dev-host/berth",
            "Example: berth run --kubernetes --http 0.0.0.0:7300"
        })
public final class RunCommand implements Callable<Integer> {
    private static final int LARGEST_PORT = 65535;

    private final Keeper keeper;

    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How its log is written: text or json (default: text).")
    private CommonOptions.Format format = CommonOptions.Format.text;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7300",
            description = "Where health, metrics and the read-only API answer (default: 127.0.0.1:7300).")
    private String http = "";

    @Spec
    private @Nullable CommandSpec spec;

    /** Where the policies are: one or the other. */
    static final class Where {
        @ArgGroup(exclusive = false, multiplicity = "1")
        private @Nullable FolderOptions folders;

        @ArgGroup(exclusive = false, multiplicity = "1")
        private @Nullable ClusterOptions cluster;

        Keeper.Charge charge() {
            return folders == null
                    ? new Keeper.Cluster(cluster == null ? List.of() : cluster.namespaces)
                    : folders.charge();
        }
    }

    /** Which policies of this host, and who else tells of theirs. */
    static final class FolderOptions {
        @ArgGroup(exclusive = false, multiplicity = "1")
        private PolicyOptions policies = new PolicyOptions();

        @ArgGroup(exclusive = false)
        private @Nullable RecordsOption records;

        Keeper.Folders charge() {
            return new Keeper.Folders(policies.request(), records == null ? List.of() : records.folders());
        }
    }

    /** Which policies of a cluster. */
    static final class ClusterOptions {
        @Option(names = "--kubernetes", required = true, description = "Keep the policies of a cluster.")
        private boolean kubernetes;

        @Option(
                names = "--namespace",
                paramLabel = "NAMESPACE",
                description = "Only those of this namespace; may be given several times (default: all).")
        private List<String> namespaces = new ArrayList<>();
    }

    RunCommand(Keeper keeper) {
        this.keeper = keeper;
    }

    /** What the words of a command say that was understood before. */
    public static Keeper.Wish wish(String... words) {
        var command = new RunCommand(wish -> 0);
        new CommandLine(command).parseArgs(words);
        return command.wish();
    }

    @Override
    public Integer call() {
        var wish = wish();
        return keeper.keep(wish.at(address(wish.host())));
    }

    /** Found here, since whoever listens looks a name up by rules of its own, and too late to refuse it. */
    private String address(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException unknown) {
            throw wrong("--http " + http + ": no address can be found for “" + host
                    + "” — name an address of this host, such as 127.0.0.1:7300");
        }
    }

    private Keeper.Wish wish() {
        if (format == CommonOptions.Format.yaml) {
            throw wrong("-o yaml is nothing for a log; text or json");
        }
        int colon = http.lastIndexOf(':');
        var port = http.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > LARGEST_PORT) {
            throw wrong("--http " + http + " is no HOST:PORT, such as 127.0.0.1:7300");
        }
        var host = http.substring(0, colon).replaceAll("^\\[|]$", "");
        return new Keeper.Wish(where.charge(), host, Integer.parseInt(port), format == CommonOptions.Format.json);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
