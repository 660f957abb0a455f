package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What runs in a pod: a node's processes are this machine's, too, in groups that are named by their containers. */
final class PodProcesses {
    private PodProcesses() {}

    /** Those of its first container. */
    static List<ProcessHandle> of(Pod pod) {
        var container =
                pod.getStatus().getContainerStatuses().get(0).getContainerID().replaceFirst("^.*://", "");
        var processes = ProcessHandle.allProcesses()
                .filter(process -> isOf(process, container))
                .toList();
        assertThat(processes).as("processes of %s", container).isNotEmpty();
        return processes;
    }

    private static boolean isOf(ProcessHandle process, String container) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cgroup"))
                    .contains(container);
        } catch (IOException gone) {
            return false;
        }
    }
}
