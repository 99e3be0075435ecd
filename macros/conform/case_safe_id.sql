{#-
    An id of 15 letters and digits whose case matters, as the 18 that tell the same without it: each of the three
    added signs says which of five letters are capitals. Ids of another length stay as they are.
-#}
{%- macro case_safe_id(column) -%}
case
    when length({{ column }}) = 15
        then {{ column }}
        {%- for chunk in range(3) %}
        || substring('ABCDEFGHIJKLMNOPQRSTUVWXYZ012345', 1
            {%- for place in range(5) %}
            + case when substring({{ column }}, {{ chunk * 5 + place + 1 }}, 1) between 'A' and 'Z' then {{ 2 ** place }} else 0 end
            {%- endfor %}, 1)
        {%- endfor %}
    else {{ column }}
end
{%- endmacro -%}
