package vn.lienthong.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;
import org.springframework.boot.actuate.health.Status;
import vn.lienthong.routes.alarms.Alarm;
import vn.lienthong.routes.alarms.AlarmSource;

/** Whatever health calls neither up nor unknown is an alarm. */
final class HealthAlarms implements AlarmSource {
  /** Told otherwise: a certificate's end by its days, the database without the database. */
  private static final Set<String> TOLD_OTHERWISE = Set.of("certificates", "db");

  private final HealthContributorRegistry registry;

  HealthAlarms(HealthContributorRegistry registry) {
    this.registry = registry;
  }

  @Override
  public List<Alarm> alarms() {
    List<Alarm> alarms = new ArrayList<>();
    for (NamedContributor<HealthContributor> one : registry) {
      if (!TOLD_OTHERWISE.contains(one.getName())) {
        add(one.getName(), one.getContributor(), alarms);
      }
    }
    return alarms;
  }

  /** An indicator that fails is as wrong as what it would have told. */
  private static Health health(HealthIndicator indicator) {
    try {
      return indicator.getHealth(true);
    } catch (RuntimeException e) {
      return Health.down(e).build();
    }
  }

  private static void add(String name, HealthContributor contributor, List<Alarm> alarms) {
    switch (contributor) {
      case HealthIndicator indicator -> {
        Health health = health(indicator);
        Status status = health.getStatus();
        if (!status.equals(Status.UP) && !status.equals(Status.UNKNOWN)) {
          alarms.add(
              new Alarm(
                  "health." + name,
                  "Sức khoẻ %s: %s %s".formatted(name, status.getCode(), health.getDetails()),
                  "Health of %s is %s %s".formatted(name, status.getCode(), health.getDetails()),
                  true));
        }
      }
      case CompositeHealthContributor parts ->
          parts.forEach(part -> add(name + "." + part.getName(), part.getContributor(), alarms));
      default -> throw new IllegalStateException("unknown kind of health: " + contributor);
    }
  }
}
