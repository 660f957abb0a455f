package dev.berth.observe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * IP addresses in their usual form, as the kernel and its packet filter give them (IPv6 as in RFC 5952): whoever compares
 * addresses as texts compares these.
 */
public final class IpLiteral {
    private static final Set<String> EVERY_ADDRESS = Set.of("", "0.0.0.0", "::");
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";
    private static final Pattern LITERAL =
            Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

    /** By zeros; of two as long the first is shortened. */
    private static final Comparator<MatchResult> LENGTH = Comparator.comparing(
            run -> run.group().chars().filter(digit -> digit == '0').count());

    private IpLiteral() {}

    /** Whether what is published there answers at every address of the host. */
    public static boolean everywhere(String hostIp) {
        return EVERY_ADDRESS.contains(usual(hostIp));
    }

    /** Whether a listener on one keeps another from listening on the other. */
    public static boolean overlap(String one, String other) {
        return everywhere(one) || everywhere(other) || usual(one).equals(usual(other));
    }

    /** The usual form of an address, in brackets or not; what is no address stays as it is. */
    public static String usual(String text) {
        var bare = text.replaceAll("^\\[(.*)\\]$", "$1");
        try {
            return usual(parsed(bare));
        } catch (IllegalArgumentException noAddress) {
            return text;
        }
    }

    /** IPv4 in IPv6 becomes IPv4. */
    public static String usual(InetAddress address) {
        var text = address.getHostAddress();
        return ZEROS.matcher(text)
                .results()
                .reduce((longest, run) -> LENGTH.compare(run, longest) > 0 ? run : longest)
                .map(run -> text.substring(0, run.start()) + "::" + text.substring(run.end()))
                .orElse(text);
    }

    /**
     * Never asks a name server.
     *
     * @throws IllegalArgumentException for what is no address
     */
    public static InetAddress parsed(String text) {
        try {
            if (!LITERAL.matcher(text).matches()) {
                throw new UnknownHostException(text);
            }
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("“" + text + "” is no address", e);
        }
    }
}
