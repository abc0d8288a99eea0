package vn.lienthong.console;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may sign in to the page.
 *
 * @param users names, roles and password hashes; {@code ./hub setup} makes the first three
 */
@ConfigurationProperties("hub.console")
public record ConsoleProperties(@DefaultValue List<User> users) {
  public ConsoleProperties {
    users = List.copyOf(users);
  }

  /**
   * One person.
   *
   * @param name to sign in with
   * @param role what the person may see and do
   * @param passwordHash bcrypt
   */
  public record User(String name, Role role, String passwordHash) {
    @Override
    public String toString() {
      return "User[" + name + ", " + role + "]";
    }
  }

  /** What a person may see and do. */
  public enum Role {
    OPERATOR,
    AUDITOR,
    ADMINISTRATOR
  }
}
