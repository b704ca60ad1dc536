// Runs Elastic's validator of packages, package-spec, over a folder that validate.py makes.
// Checks that the folder's validation.yml excludes are named with what they found, and do not fail the run.
package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/elastic/package-spec/v3/code/go/pkg/specerrors"
	"github.com/elastic/package-spec/v3/code/go/pkg/validator"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run . FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func run(folder string) error {
	config, err := specerrors.LoadConfigFilter(os.DirFS(folder))
	if err != nil {
		return err
	}
	found := validator.ValidateFromPath(folder)
	var problems specerrors.ValidationErrors
	if !errors.As(found, &problems) {
		return found
	}
	result, err := specerrors.NewFilter(config).Run(problems)
	if err != nil {
		return err
	}
	if result.Removed != nil {
		fmt.Println("excluded:", result.Removed)
	}
	return result.Processed
}
