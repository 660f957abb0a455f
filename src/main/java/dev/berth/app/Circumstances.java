package dev.berth.app;

import dev.berth.adapter.docker.LiveRecipe;
import dev.berth.adapter.docker.Standing;
import dev.berth.adapter.file.FileArchive;
import dev.berth.observe.Project;
import dev.berth.policy.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/** What it takes to set a database up again where nothing is left: its policy, the project's files, the container's recipe. */
record Circumstances(Policy policy, Project project, Standing at) {
    FileArchive archive() throws IOException {
        var files = new TreeMap<String, byte[]>();
        files.put("recipe.json", new LiveRecipe(at).json());
        var name = String.valueOf(Path.of(policy.mark().file()).getFileName());
        var own = Path.of(policy.folder()).resolve(name);
        if (Files.isRegularFile(own)) {
            files.put("policy/" + name, Files.readAllBytes(own));
        }
        project.files()
                .forEach(file -> files.put(
                        "project/" + file.path().replaceFirst("^/+", ""),
                        file.text().getBytes(StandardCharsets.ISO_8859_1)));
        return new FileArchive(files);
    }
}
