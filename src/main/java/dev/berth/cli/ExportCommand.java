package dev.berth.cli;

import dev.berth.report.Document;
import dev.berth.report.ExitCode;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints manifests for people to commit, and applies none. */
@Command(
        name = "export",
        description = "Print manifests that belong to a policy of a cluster; nothing is applied.",
        footer = {
            "",
            "The cluster is asked by the usual kubeconfig. Notes for people go to stderr.",
            "-o json prints one List, which kubectl applies as well.",
            "Exit codes: 0 printed, 2 wrong usage or invalid policy, 3 what they would be about is not there.",
            "Example: berth export --network-policy production/shop > network-policy.yaml"
        })
final class ExportCommand implements Callable<Integer> {
    private final Workplace workplace;
    private final Console console;

    @ArgGroup(multiplicity = "1")
    private @Nullable Wish wish;

    /** One of what there is. */
    static final class Wish {
        @Option(
                names = "--network-policy",
                paramLabel = "NAMESPACE/POLICY",
                description = "What lets nobody but the policy's clients, and berth, reach its databases.")
        private @Nullable String networkPolicy;

        @Option(
                names = "--services",
                paramLabel = "NAMESPACE/POLICY",
                description =
                        "What the manifests of its Services say once its plan is carried out, as patches for kubectl and"
                                + " kustomize.")
        private @Nullable String services;

        private String option() {
            return services == null ? "--network-policy" : "--services";
        }

        private String subject() {
            return Objects.requireNonNullElse(services, String.valueOf(networkPolicy));
        }
    }

    @Option(
            names = "--berth-namespace",
            paramLabel = "NAMESPACE",
            defaultValue = "berth-system",
            description = "Where berth's own pods are (default: berth-system).")
    private String home = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or yaml: a manifest each; json: one List (default: text).")
    private CommonOptions.Format format = CommonOptions.Format.text;

    @Spec
    private @Nullable CommandSpec spec;

    ExportCommand(Workplace workplace, Console console) {
        this.workplace = workplace;
        this.console = console;
    }

    @Override
    public Integer call() {
        Wish wanted = Objects.requireNonNull(wish);
        String[] names = wanted.subject().split("/", -1);
        if (names.length != 2 || names[0].isEmpty() || names[1].isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    wanted.option() + " " + wanted.subject() + " is no NAMESPACE/POLICY, such as production/shop");
        }
        return exported(wanted, names[0], names[1]).code();
    }

    private ExitCode exported(Wish wanted, String namespace, String policy) {
        var results = new Results(workplace, console);
        try {
            var code = told(
                    wanted.services == null
                            ? workplace.networkPolicies(namespace, policy, home)
                            : workplace.services(namespace, policy),
                    results);
            if (code != ExitCode.OK) {
                results.print(format);
            }
            return code;
        } catch (RuntimeException unexpected) {
            results.broken(unexpected);
            results.print(format);
            throw unexpected;
        }
    }

    private ExitCode told(Workplace.Exporting exporting, Results results) {
        if (exporting instanceof Workplace.Exporting.Unable unable) {
            return results.refuse(List.of(unable.refusal()));
        }
        if (exporting instanceof Workplace.Exporting.Invalid invalid) {
            return results.reject(invalid.violations());
        }
        var manifests = (Workplace.Exporting.Manifests) exporting;
        manifests.notes().forEach(note -> console.say("note: " + note));
        console.result(
                format == CommonOptions.Format.json
                        ? workplace.json(
                                        Document.of("apiVersion", "v1", "kind", "List", "items", manifests.documents()))
                                + "\n"
                        : manifests.documents().stream().map(workplace::yaml).collect(Collectors.joining("---\n")));
        return ExitCode.OK;
    }
}
