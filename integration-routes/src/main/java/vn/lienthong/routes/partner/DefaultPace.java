package vn.lienthong.routes.partner;

/**
 * The pace of a partner as the settings file gives it. Each partner that is called has one bean.
 */
public record DefaultPace(String partner, Pace pace) {}
