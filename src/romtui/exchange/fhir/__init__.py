"""HL7 FHIR R4: results out as a Bundle, and responses to questionnaires in."""
