package dev.berth.adapter.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A client whose question was not let through, and the address and port that it asked. */
record Waiting(InetSocketAddress client, InetSocketAddress asked) {
    /** Client and server with a port each, and what is left of the second for which an entry lasts. */
    private static final Pattern ELEMENT = Pattern.compile(
            "([\\w.:]+) \\. (\\d+) \\. ([\\w.:]+) \\. (\\d+)(?: timeout \\w+)?(?: expires (?:(\\d+)s)?(?:(\\d+)ms)?)?");

    /**
     * Reads them out of what the packet filter lists of a table in words, whoever has waited longest first. Its JSON tells
     * whole seconds, and they all came within one.
     */
    static List<Waiting> in(String listing) {
        return ELEMENT.matcher(listing)
                .results()
                .sorted(Comparator.comparingInt(Waiting::millisLeft))
                .map(Waiting::of)
                .toList();
    }

    private static int millisLeft(MatchResult element) {
        return 1000 * number(element.group(5)) + number(element.group(6));
    }

    private static Waiting of(MatchResult element) {
        return new Waiting(socket(element.group(1), element.group(2)), socket(element.group(3), element.group(4)));
    }

    private static int number(String digits) {
        return Optional.ofNullable(digits).map(Integer::parseInt).orElse(0);
    }

    private static InetSocketAddress socket(String address, String port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address), Integer.parseInt(port));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("“" + address + "” is no address", e);
        }
    }
}
