package dev.berth.adapter.net;

import dev.berth.adapter.net.Nft.Refusal;
import dev.berth.observe.NetFacts;
import dev.berth.observe.Sources;
import java.util.List;
import java.util.Optional;

/** Looks at the packet filter of this host. */
public final class PacketFilter implements Sources.Net {
    private final Nft nft = new Nft(List.of("nft"));

    @Override
    public NetFacts look() {
        try {
            return new NetFacts(Optional.empty(), Aliases.in(nft.list("maps")));
        } catch (Refusal e) {
            return new NetFacts(Optional.of(e.reason()), List.of());
        }
    }
}
