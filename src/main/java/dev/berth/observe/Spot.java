package dev.berth.observe;

/** A stretch of a file: byte offset and the bytes that stand there, one char a byte. */
public record Spot(String path, int offset, String text) {}
