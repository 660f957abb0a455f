package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class WaitingTest {
    /** As nft 1.0.6 lists it. */
    private static final String LISTING = """
            table inet berth_x {
            	set held {
            		type inet_service
            		flags timeout
            		elements = { 5432 timeout 10s expires 9s788ms }
            	}

            	set held4 {
            		type ipv4_addr . inet_service
            		flags timeout
            		elements = { 192.0.2.1 . 5432 timeout 10s expires 9s788ms }
            	}

            	set waiting4 {
            		type ipv4_addr . inet_service . ipv4_addr . inet_service
            		size 65535
            		flags dynamic,timeout
            		timeout 1s
            		elements = { 127.0.0.1 . 58115 . 127.0.0.1 . 5432 expires 960ms,
            			     127.0.0.1 . 58116 . 127.0.0.1 . 5432,
            			     127.0.0.1 . 58117 . 127.0.0.1 . 5432 timeout 900ms expires 12ms,
            			     127.0.0.1 . 58118 . 127.0.0.1 . 5432 expires 1s }
            	}

            	set waiting6 {
            		type ipv6_addr . inet_service . ipv6_addr . inet_service
            		size 65535
            		flags dynamic,timeout
            		timeout 1s
            		elements = { 2001:db8::7 . 58119 . 2001:db8::1 . 7000 expires 400ms }
            	}

            	map alias4 {
            		type ipv4_addr . inet_service : ipv4_addr . inet_service
            		elements = { 192.0.2.1 . 5432 : 192.0.2.1 . 7000 }
            	}
            }
            """;

    @Test
    void whoHasWaitedLongestComesFirstOfWhicheverFamily() {
        var waiting = Waiting.in(LISTING);

        assertThat(waiting)
                .extracting(Waiting::client)
                .extracting(InetSocketAddress::getPort)
                .containsExactly(58116, 58117, 58119, 58115, 58118);
    }

    @Test
    void addressesOfBothFamiliesAreRead() {
        var waiting = Waiting.in(LISTING);

        assertThat(waiting)
                .contains(
                        new Waiting(
                                new InetSocketAddress("127.0.0.1", 58116), new InetSocketAddress("127.0.0.1", 5432)),
                        new Waiting(
                                new InetSocketAddress("2001:db8::7", 58119),
                                new InetSocketAddress("2001:db8::1", 7000)));
    }

    @Test
    void nobodyWaitsInATableThatIsNotThere() {
        assertThat(Waiting.in("")).isEmpty();
    }
}
