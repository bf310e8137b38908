# Where a JSON text is not as its schema has it: one line a fault, as "positions[3].grade: ...".
# Knows of JSON Schema: type, const, enum, pattern, minimum, required, properties, items, $ref to
# $defs. A field that the schema does not name is a fault.
def kind: if type == "number" and . == floor then "integer" else type end;

def faults($root; $s; $at):
    . as $v
    | ($s["$ref"] // null) as $ref
    | if $ref then faults($root; $root["$defs"][$ref | ltrimstr("#/$defs/")]; $at)
      else
          (if $s.type then
              ([$s.type] | flatten) as $types
              | select(($types | index($v | kind)) == null
                  and (($v | type) != "number" or ($types | index("number")) == null))
              | "\($at): a \($v | type), not \($types | join(" or "))"
          else empty end),
          (if $s | has("const") then select($s.const != $v) | "\($at): not \($s.const)" else empty end),
          (if $s.enum then select(($s.enum | index($v)) == null) | "\($at): \($v) is none of the values"
           else empty end),
          (if $s.pattern and ($v | type) == "string" then select($v | test($s.pattern) | not)
              | "\($at): \($v) does not fit the pattern" else empty end),
          (if $s.minimum and ($v | type) == "number" then select($v < $s.minimum) | "\($at): too small"
           else empty end),
          (if ($v | type) == "object" and $s.properties then
              (($s.required // [])[] | . as $k | select($v | has($k) | not) | "\($at): no \($k)"),
              ($v | keys[] | . as $k
                  | if $s.properties | has($k) then
                        ($v[$k] | faults($root; $s.properties[$k]; "\($at).\($k)"))
                    else "\($at): the schema has no \($k)" end)
          else empty end),
          (if ($v | type) == "array" and $s.items then
              range($v | length) as $i | $v[$i] | faults($root; $s.items; "\($at)[\($i)]")
          else empty end)
      end;

faults($schema[0]; $schema[0]; "")
