{#- Stops with what a variable may be, and what it is. -#}
{%- macro refuse_var(name, wanted) -%}
{%- do exceptions.raise_compiler_error('var ' ~ name ~ ' is ' ~ wanted ~ ', not ' ~ var(name)) -%}
{%- endmacro -%}
