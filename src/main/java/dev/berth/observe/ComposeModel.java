package dev.berth.observe;

import java.util.List;

/**
 * A Compose project as the compose plugin renders it.
 *
 * @param ports every published port of every service, sorted
 * @param rest SHA-256 in hex of the model without its published ports and {@code x-} fields: what a move must not change
 */
public record ComposeModel(List<ServicePort> ports, String rest) {
    public ComposeModel {
        ports = List.copyOf(ports);
    }

    /** One published port of a service. */
    public record ServicePort(String service, int target, String hostIp, String published, String protocol)
            implements Comparable<ServicePort> {
        @Override
        public int compareTo(ServicePort other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            var address = hostIp.isEmpty() ? "" : hostIp + ":";
            return service + " " + address + published + ":" + target + "/" + protocol;
        }
    }
}
