package dev.berth.adapter.file;

import dev.berth.observe.Observation;
import dev.berth.observe.Project;
import dev.berth.observe.Sources;
import dev.berth.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads a project's files from disk. */
public final class ProjectFiles implements Sources.Files {
    private final Map<String, String> environment;

    /** Takes the shell's variables, which beat those of the .env. */
    public ProjectFiles(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Observation<Project> read(Policy policy) {
        var folder = Path.of(policy.folder());
        return Files.isDirectory(folder)
                ? new Observation.Seen<>(new ProjectReading(policy, folder, environment).project())
                : new Observation.Blind<>(
                        policy.folder() + " is no folder", "keep the policy in the folder of its project");
    }
}
