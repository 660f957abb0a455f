package dev.berth.adapter.net;

import java.io.IOException;
import java.util.Collection;

/** What the kernel remembers of connections. */
interface Conntrack {
    /** Makes ready what takes its time. */
    void prepare() throws IOException;

    /**
     * Has it forget the connections to some ports that were broken off by a reset.
     *
     * <p>It remembers each for ten seconds ({@code nf_conntrack_tcp_timeout_close}). Where the server broke it off and a new
     * one comes from the same port of the client meanwhile, Linux takes that for part of the old one ({@code
     * nf_conntrack_proto_tcp.c}: only who closed in order, or reset it himself, may “reopen a closed/aborted connection”):
     * it goes where the old one went, past the alias, and is refused there.
     */
    void forgetBrokenOff(Collection<Integer> ports) throws IOException;
}
