/** A chat template with all three speakers, made of the tokens of randomGguf. */
export const CHATML_TEMPLATE =
  '{{ bos_token }}{% for message in messages %}' +
  "{{ message['role'] }}: {{ message['content'] }}<|end|>" +
  '{% endfor %}{% if add_generation_prompt %}assistant: {% endif %}'
