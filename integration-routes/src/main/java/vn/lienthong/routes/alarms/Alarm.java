package vn.lienthong.routes.alarms;

/**
 * Something that is wrong now.
 *
 * @param key what it is about, such as health.npsp: the same as long as it is the same trouble
 * @param vietnamese what is wrong, in one sentence
 * @param english the same
 * @param toldWhenOver whether people want to hear that it is over
 */
public record Alarm(String key, String vietnamese, String english, boolean toldWhenOver) {}
