package dev.berth.adapter.net;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;

/** The calls of the C library that are used, for the kinds of socket that Java has not: socket(2), with Linux's numbers. */
interface LibC extends Library {
    int AF_UNIX = 1;
    int AF_INET = 2;
    int AF_INET6 = 10;
    int AF_NETLINK = 16;
    int SOCK_DGRAM = 2;
    int SOCK_RAW = 3;

    int socket(int domain, int type, int protocol) throws LastErrorException;

    int setsockopt(int socket, int level, int option, byte[] value, int length) throws LastErrorException;

    NativeLong send(int socket, byte[] message, NativeLong length, int flags) throws LastErrorException;

    NativeLong sendto(int socket, byte[] packet, NativeLong length, int flags, byte[] name, int nameLength)
            throws LastErrorException;

    NativeLong recv(int socket, ByteBuffer buffer, NativeLong length, int flags) throws LastErrorException;

    int close(int socket) throws LastErrorException;

    /** @throws LinkageError where there is no such library */
    static LibC loaded() {
        return Loaded.C;
    }

    /** The library, loaded when first used. */
    final class Loaded {
        private static final LibC C = Native.load("c", LibC.class);

        private Loaded() {}
    }
}
