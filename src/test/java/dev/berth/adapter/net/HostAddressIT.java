package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.NetworkInterface;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/** The address of this host that the packet filter names, where Docker has a bridge. */
class HostAddressIT {
    /** Bridges of Compose come and go; whether somebody is on Docker's own at the moment is no matter. */
    @Test
    void itIsThatOfDockersOwnBridge() throws SocketException {
        var bridge = NetworkInterface.getByName("docker0");

        var address = HostAddress.any();

        assertThat(bridge.inetAddresses())
                .anySatisfy(one -> assertThat(one.getHostAddress()).isEqualTo(address));
    }
}
