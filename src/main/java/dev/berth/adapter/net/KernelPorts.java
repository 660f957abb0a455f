package dev.berth.adapter.net;

import dev.berth.observe.HostFacts.PortRange;
import java.util.Arrays;
import java.util.List;

/** The port settings of the kernel (ip-sysctl: {@code ip_local_port_range}, {@code ip_local_reserved_ports}). */
final class KernelPorts {
    private KernelPorts() {}

    /** Two numbers with blanks between. */
    static PortRange range(String text) {
        var ends = text.strip().split("\\s+", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException("“" + text.strip() + "” is no port range");
        }
        return new PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    }

    /** Numbers and ranges with commas between, or nothing. */
    static List<PortRange> list(String text) {
        return Arrays.stream(text.strip().split(",", -1))
                .filter(part -> !part.isBlank())
                .map(part -> range(part.contains("-") ? part.replace('-', ' ') : part + " " + part))
                .toList();
    }
}
