package dev.berth.observe;

/**
 * A connection that a process of this machine holds, in whatever network namespace.
 *
 * @param address the address that it asked, as the process sees it
 * @param here whether that is an address of this host; a container's own loopback is none
 * @param port the port that it asked; that a packet filter led it elsewhere does not show there
 */
public record Call(LocalProcess process, String address, boolean here, int port) {}
