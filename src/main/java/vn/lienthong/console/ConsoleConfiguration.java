package vn.lienthong.console;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import vn.lienthong.console.jobs.OperationProblems;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.messagelog.LogStatus;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.partner.PartnerDesk;
import vn.lienthong.routes.procedures.Procedures;
import vn.lienthong.routes.store.DiskSpace;
import vn.lienthong.signing.keys.KeyStoreFile;

/**
 * Who reaches what over HTTP. The endpoints of partners (SOAP, REST, tokens, file links) know their
 * callers by signature or token themselves; people sign in.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {
  private static final List<RequestMatcher> PARTNERS =
      Stream.of("/soap/**", "/api/**", "/token", "/files/**")
          .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
          .toList();

  /** People's programs sign in with each call: no session, so no form of another site can act. */
  @Bean
  @Order(0)
  SecurityFilterChain operations(HttpSecurity http) throws Exception {
    OperationProblems problems = new OperationProblems();
    return http.securityMatcher("/api/v1/jobs", "/api/v1/jobs/**")
        .authorizeHttpRequests(
            rules ->
                rules
                    .requestMatchers(HttpMethod.GET)
                    .authenticated()
                    .anyRequest()
                    .hasAnyRole("OPERATOR", "ADMINISTRATOR"))
        .csrf(csrf -> csrf.disable())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .httpBasic(basic -> basic.authenticationEntryPoint(problems))
        .exceptionHandling(
            no -> no.authenticationEntryPoint(problems).accessDeniedHandler(problems))
        .build();
  }

  /** Who asks again is told when nothing has changed. */
  @Bean
  FilterRegistrationBean<ShallowEtagHeaderFilter> operationsUnchanged() {
    var filter = new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
    filter.addUrlPatterns("/api/v1/jobs", "/api/v1/jobs/*");
    return filter;
  }

  /** Partners are recognised by the services themselves; no session, no form, no basic login. */
  @Bean
  @Order(1)
  SecurityFilterChain partners(HttpSecurity http) throws Exception {
    return http.securityMatcher(new OrRequestMatcher(PARTNERS))
        .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
        .csrf(csrf -> csrf.disable())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain people(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(
            rules ->
                rules
                    .requestMatchers(HttpMethod.GET, "/log/tile/entries/**")
                    .hasAnyRole("AUDITOR", "ADMINISTRATOR")
                    .requestMatchers(HttpMethod.GET, "/log/**")
                    .permitAll()
                    .requestMatchers("/actuator/health", "/login", "/hub.css", "/webjars/**")
                    .permitAll()
                    .requestMatchers(HttpMethod.POST, "/deliveries/**", "/refusals/**", "/jobs/**")
                    .hasAnyRole("OPERATOR", "ADMINISTRATOR")
                    .anyRequest()
                    .authenticated())
        .formLogin(form -> form.loginPage("/login").defaultSuccessUrl("/", true))
        .httpBasic(Customizer.withDefaults())
        .build();
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return new BCryptPasswordEncoder();
  }

  @Bean
  UserDetailsService users(ConsoleProperties properties) {
    return new InMemoryUserDetailsManager(
        properties.users().stream()
            .map(
                user ->
                    User.withUsername(user.name())
                        .password(user.passwordHash())
                        .roles(user.role().name())
                        .build())
            .toList());
  }

  @Bean
  StatusSource statusSource(
      DeliveryLedger deliveries,
      Procedures procedures,
      LogStatus log,
      KeyStoreFile keys,
      PartnerDesk desk,
      NpspCalls npsp,
      DiskSpace disk,
      Clock clock) {
    return new StatusSource(
        deliveries,
        procedures,
        new ParityWatch(procedures, clock),
        log,
        keys,
        new Partners(desk, npsp),
        disk,
        clock);
  }
}
