package dev.berth.app;

import dev.berth.adapter.kube.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The command {@code export} as people run it, over a test's cluster.
 *
 * @param folder where what it printed stays
 */
record Exporter(Cluster cluster, Path folder) {
    /** What it printed last. */
    Path out() {
        return folder.resolve("out");
    }

    Ran run(String... words) throws IOException, InterruptedException {
        var err = folder.resolve("err");
        var builder = new ProcessBuilder(Stream.concat(Stream.of("deploy/berth", "export"), Stream.of(words))
                        .toList())
                .redirectOutput(out().toFile())
                .redirectError(err.toFile());
        builder.environment().put("KUBECONFIG", cluster.kubeconfig());
        int code = builder.start().waitFor();
        return new Ran(code, Files.readString(out()), Files.readString(err));
    }
}
