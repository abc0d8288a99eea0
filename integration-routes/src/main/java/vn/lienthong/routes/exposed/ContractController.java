package vn.lienthong.routes.exposed;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the REST contract; the SOAP contract is at /soap/dossier-status?wsdl. */
@RestController
final class ContractController {
  static final String PATH = "/api/v1/openapi.yaml";

  @GetMapping(path = PATH, produces = "application/yaml")
  ResponseEntity<Resource> openApi() {
    return ResponseEntity.ok(
        new ClassPathResource("hub/openapi.yaml", ContractController.class.getClassLoader()));
  }
}
