package dev.berth.app;

import java.nio.file.Path;

/** The image that the profile of that name has Jib build of what Maven built, on the rig's JRE. */
final class BuiltImage {
    private BuiltImage() {}

    /** Puts it into the rig's engine. */
    static void load(String name, Path folder) {
        var tar = folder.resolve("image.tar");
        Shell.run(
                "mvn",
                "-f",
                Path.of("pom.xml").toAbsolutePath().toString(),
                "-q",
                "-B",
                "-ntp",
                "exec:exec@image",
                "-Dimage",
                "-Dimage.base=docker://berth-rig/jre:17",
                "-Dimage.name=" + name,
                "-Dimage.tar=" + tar);
        Shell.docker("load", "-q", "-i", tar.toString());
    }

    static void remove(String name) {
        Shell.attempt("docker", "image", "rm", "-f", name);
    }
}
