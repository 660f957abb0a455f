package dev.berth.adapter.net;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.adapter.net.Nft.Refusal;
import dev.berth.observe.NetFacts;
import dev.berth.observe.NetFacts.Foreign;
import dev.berth.observe.Sources;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks at the packet filter of this host. */
public final class PacketFilter implements Sources.Net {
    private final Nft nft;
    private final Function<JsonNode, List<Foreign>> foreign;

    /** For whom it is the same whose aliases there are. */
    public PacketFilter() {
        this(new Nft(List.of("nft")), maps -> List.of());
    }

    /** For who has to tell those of one policy from others. */
    public PacketFilter(PolicyTables tables, Policy policy) {
        this(
                new Nft(List.of("nft")),
                maps -> Aliases.beside(
                        tables.of(policy.namespace(), policy.name()).name(), maps));
    }

    PacketFilter(Nft nft, String own) {
        this(nft, maps -> Aliases.beside(own, maps));
    }

    private PacketFilter(Nft nft, Function<JsonNode, List<Foreign>> foreign) {
        this.nft = nft;
        this.foreign = foreign;
    }

    @Override
    public NetFacts look() {
        try {
            var maps = nft.list("maps");
            return new NetFacts(Optional.empty(), Aliases.in(maps), foreign.apply(maps));
        } catch (Refusal e) {
            return new NetFacts(Optional.of(e.reason()), List.of());
        }
    }
}
