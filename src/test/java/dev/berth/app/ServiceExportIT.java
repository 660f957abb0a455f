package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a repository is to say of the Services that it keeps, printed by the command and applied by kubectl. */
@ExtendWith(Cluster.Given.class)
@Timeout(60)
class ServiceExportIT {
    private static final PolicyText POLICY = PolicyText.of("main").mode("Plan");
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: main, labels: {argocd.argoproj.io/instance: shop}}
            spec: {selector: {app: main}, ports: [{name: sql, port: 5432, targetPort: 5432}]}
            """;

    private final Cluster cluster;
    private final String namespace;

    @TempDir
    Path folder;

    ServiceExportIT(Cluster cluster) {
        this.cluster = cluster;
        this.namespace = cluster.namespace();
        cluster.apply(namespace, SERVICE);
    }

    @Test
    void thePatchThatIsPrintedPutsThePortThere() throws IOException, InterruptedException {
        cluster.apply(namespace, POLICY);

        var export = export();

        assertThat(export.code()).as(export.err()).isZero();
        assertThat(export.err()).contains("note: Service main is kept by Argo CD (shop): commit ports: ");
        cluster.kubectl(
                "-n",
                namespace,
                "patch",
                "service",
                "main",
                "--patch-file",
                exporter().out().toString());
        assertThat(cluster.ports(namespace, "main")).containsExactlyInAnyOrder("sql 5432", "sql-7000 7000");
        var again = export();
        assertThat(again.code()).isZero();
        assertThat(again.out()).isEmpty();
        assertThat(again.err()).contains("note: every port of " + namespace + "/shop is there already");
    }

    @Test
    void whatCannotBeMovedIsRefused() throws IOException, InterruptedException {
        cluster.apply(namespace, PolicyText.of("other").mode("Plan"));

        var export = export();

        assertThat(export.code()).isEqualTo(3);
        assertThat(export.err()).contains("main.sql: there is no Service other in namespace " + namespace);
    }

    private Ran export() throws IOException, InterruptedException {
        return exporter().run("--services", namespace + "/shop");
    }

    private Exporter exporter() {
        return new Exporter(cluster, folder);
    }
}
