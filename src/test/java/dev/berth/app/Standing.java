package dev.berth.app;

import java.util.List;

/** What of a container a person would notice: who it is, whether it runs, where it is published, what starts it. */
record Standing(String name, String service, String image, String state, String restart, String ports, String mounts) {
    private static final String FORMAT = "{{.Name}}|{{index .Config.Labels \"com.docker.compose.service\"}}|{{.Image}}|"
            + "{{.State.Status}}|{{.HostConfig.RestartPolicy.Name}}|{{json .HostConfig.PortBindings}}|"
            + "{{range .Mounts}}{{.Type}} {{.Name}}{{.Source}} {{.Destination}} {{.RW}};{{end}}";

    /** Every container of a Compose project, stopped ones too, by name. */
    static List<Standing> of(Engine engine, String project) {
        var ids = engine.lines("ps", "-aq", "--filter", "label=com.docker.compose.project=" + project);
        return engine.inspected(FORMAT, ids).stream()
                .map(line -> line.split("\\|", -1))
                .map(part -> new Standing(
                        part[0].substring(1), part[1], part[2], part[3], part[4], part[5], sorted(part[6])))
                .sorted(java.util.Comparator.comparing(Standing::name))
                .toList();
    }

    private static String sorted(String mounts) {
        return String.join(
                ";", java.util.Arrays.stream(mounts.split(";")).sorted().toList());
    }

    Standing moved(int from, int to) {
        return new Standing(
                name,
                service,
                image,
                state,
                restart,
                ports.replace("\"HostPort\":\"" + from + "\"", "\"HostPort\":\"" + to + "\""),
                mounts);
    }
}
