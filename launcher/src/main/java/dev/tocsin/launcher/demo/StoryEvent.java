package dev.tocsin.launcher.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One event of the story.
 *
 * @param door how it is sent
 * @param body what the sender sends
 */
public record StoryEvent(Door door, ObjectNode body) {
    /** The two doors. */
    public enum Door {
        HTTP,
        AMQP
    }
}
